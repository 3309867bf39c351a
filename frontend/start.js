// The one script that the page names: it loads the window. Inline scripts are forbidden by the page's policy.
import init from "./satchel-frontend.js";

init().catch((reason) => {
  console.error(reason);
  document.getElementById("stopped").hidden = false;
});
