/* Loads the page anew when the site has changed. MkDocs' server answers when that is so, or after a minute. */

(() => {
  "use strict";

  const { epoch, request } = document.currentScript.dataset;
  let asking = null;

  const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const ask = async (signal) => {
    while (!signal.aborted) {
      try {
        const answer = await fetch(`/livereload/${epoch}/${request}`, { signal, cache: "no-store" });
        if (answer.ok && Number(await answer.text()) > Number(epoch)) location.reload();
        await later(answer.ok ? 0 : 3000);
      } catch {
        await later(1000); /* the server is away for a while */
      }
    }
  };

  /* A tab that nobody looks at asks for nothing: a browser has few connections to a host. */
  const turn = () => {
    asking?.abort();
    asking = null;
    if (document.visibilityState === "visible") {
      asking = new AbortController();
      ask(asking.signal);
    }
  };

  addEventListener("visibilitychange", turn);
  turn();
})();
