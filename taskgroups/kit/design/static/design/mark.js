// Tells the stylesheets that scripts run, before anything is painted.
const root = document.documentElement;
root.classList.add("js");
const mark = () => document.body.classList.add("js-enabled", "govuk-frontend-supported");
if (document.body) mark();
else new MutationObserver((_, watch) => { if (document.body) { mark(); watch.disconnect(); } }).observe(root, { childList: true });
