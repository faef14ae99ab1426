/**
 * Entries of menus take `aria-selected` over from the items of lists, where it belongs; on a `menuitem` it is not
 * allowed, and screen readers may call every entry "not selected".
 */
for (const name of ['vaadin-context-menu-item', 'vaadin-menu-bar-item']) {
  void customElements.whenDefined(name).then((item) => {
    item.prototype.setAttribute = function (this: Element, key: string, value: string) {
      if (key !== 'aria-selected') {
        Element.prototype.setAttribute.call(this, key, value);
      }
    };
  });
}
