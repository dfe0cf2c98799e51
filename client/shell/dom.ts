type Children = (Node | string | null | undefined)[];

/** An element with its class and its children; text stays text, whatever it holds. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className = '',
  children: Children = [],
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(className: string, children: Children, onPress: () => void): HTMLButtonElement {
  const made = element('button', className, children);
  made.type = 'button';
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') !== 'true') onPress();
  });
  return made;
}

/** Text that a package or a person wrote, in whatever direction it runs. */
export const foreign = (text: string, className = ''): HTMLElement => {
  const made = element('bdi', className, [text]);
  made.dir = 'auto';
  return made;
};

/** Line icons on a 24-unit grid, always beside words. */
const ICONS = {
  contents: 'M4 6h2M4 12h2M4 18h2M9.5 6H20M9.5 12H20M9.5 18H20',
  previous: 'M14.5 5.500l-6.500 6.500 6.500 6.500',
  next: 'M9.500 5.500l6.500 6.500-6.500 6.500',
  close: 'M6 6l12 12M18 6L6 18',
  new: 'M12 4.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15',
  begun: 'M12 4.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15M12 8v4l3 2',
  done: 'M12 4.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15M8.500 12.200l2.500 2.500 4.500-5',
  failed: 'M12 4.500a7.500 7.500 0 1 0 0 15a7.500 7.500 0 1 0 0-15M12 8v5M12 15.900v.1',
  locked: 'M6.500 10.500h11v9h-11zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500',
} as const;
export type IconName = keyof typeof ICONS;

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}
