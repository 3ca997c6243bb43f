"""What every app of the application is built with: base models, sorted fields, components, lists."""
