// Passkeys: shows the forms that need script, asks the browser, and sends what it answers.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server sends holds bytes as text; the browser wants them as bytes.
function forBrowser(options) {
  const told = { ...options, challenge: toBytes(options.challenge) };
  if (told.user) told.user = { ...told.user, id: toBytes(told.user.id) };
  for (const name of ["allowCredentials", "excludeCredentials"]) {
    if (told[name]) told[name] = told[name].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return told;
}

// And the other way round.
function forServer(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const answer = await fetch(form.dataset.from, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options.publicKey;
}

async function send(form) {
  const wrong = form.querySelector("[role=alert]");
  wrong.hidden = true;
  try {
    const publicKey = forBrowser(await optionsOf(form));
    const making = form.dataset.passkey === "create";
    const credential = await (making ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.credential.value = JSON.stringify(forServer(credential));
    form.submit();
  } catch {
    wrong.hidden = false;
  }
}

const known = "PublicKeyCredential" in window && window.isSecureContext;
for (const form of document.querySelectorAll("form[data-passkey]")) {
  form.hidden = !known;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
for (const words of document.querySelectorAll("[data-without-passkeys]")) words.hidden = known;
