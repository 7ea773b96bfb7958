// Has the browser keep a page for when the home does not answer, where it can.

navigator.serviceWorker?.register("/keeper.js").catch(() => {});
