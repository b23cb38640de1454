// The JSON in the page as files. Without this script the page lacks nothing but the links.
for (const link of document.querySelectorAll('a.download')) {
  const json = document.getElementById(link.dataset.from).textContent;
  link.href = URL.createObjectURL(new Blob([json], { type: 'application/json' }));
}
// An empty icon, or a browser asks a server for one.
document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: 'data:,' }));
