"""How everything we release looks: the stylesheet, the page that all pages stand on, and its parts."""
