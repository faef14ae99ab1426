/** Follows an address of the portal (no leading slash) as a click on a link would, without loading the page anew. */
export function navigate(path: string): void {
  const link = document.createElement('a');
  link.href = new URL(path, document.baseURI).href;
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
