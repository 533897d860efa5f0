// The built pages have the poster's style within them. Where a host's policy allows no style but that
// of files, it is fetched as one.
const style = document.querySelector("style.yp-style");
if (style && !style.sheet) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = "poster.css";
  style.after(link);
}
