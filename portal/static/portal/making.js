// A paper that is being made: look how far it is, until it is there.
"use strict";
const look = async () => {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("paper");
      if (now) document.getElementById("paper").replaceWith(document.adoptNode(now));
    }
  } catch {
    // The line is down: look again later.
  }
  if (document.querySelector("#paper[data-waits]")) setTimeout(look, 1500);
};
setTimeout(look, 1000);
