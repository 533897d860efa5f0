// Names in the page's head the file that its address tells.
const link = document.createElement("link");
Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "" });
link.href = new URLSearchParams(location.search).get("file");
document.head.append(link);
