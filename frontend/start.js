// The one script that the page names: it loads the window. Inline scripts are forbidden by the page's policy.
import init from "./satchel-frontend.js";

init({ module_or_path: new URL("./satchel-frontend_bg.wasm", import.meta.url) }).catch((reason) => {
  console.error(reason);
  document.getElementById("stopped").hidden = false;
});
