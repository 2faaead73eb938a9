// Where the noodsteunpunten are, drawn from their own positions: no tiles, nothing from elsewhere.
import {svg} from './dom.js';
import {t} from './words.js';

const width = 720;
const height = 420;
const margin = 70;
const below = 100;  // for the last name, and the scale under it
const degree = 111.2;  // kilometres of latitude

// Kilometres between two positions, near enough for a region.
export function distance([north, east], [otherNorth, otherEast]) {
  const across = (east - otherEast) * Math.cos(((north + otherNorth) / 2) * Math.PI / 180);
  return Math.hypot(north - otherNorth, across) * degree / 1e6;
}

function projection(sites) {
  const norths = sites.map((site) => site.position[0] / 1e6);
  const easts = sites.map((site) => site.position[1] / 1e6);
  const middle = [(Math.min(...norths) + Math.max(...norths)) / 2, (Math.min(...easts) + Math.max(...easts)) / 2];
  const squeeze = Math.cos(middle[0] * Math.PI / 180);
  const tall = (Math.max(...norths) - Math.min(...norths)) * degree;
  const wide = (Math.max(...easts) - Math.min(...easts)) * degree * squeeze;
  const scale = Math.min((width - 2 * margin) / Math.max(wide, 2), (height - margin - below) / Math.max(tall, 2));
  const place = ({position: [north, east]}) => [
    width / 2 + (east / 1e6 - middle[1]) * degree * squeeze * scale,
    (height + margin - below) / 2 - (north / 1e6 - middle[0]) * degree * scale];
  return {place, scale};
}

// A length that reads well and fits: 1, 2, 5, 10 ... km.
function bar(scale) {
  const fitting = [0.5, 1, 2, 5, 10, 20, 50, 100].filter((length) => length * scale <= 160);
  const length = fitting.at(-1) || 0.5;
  const end = 24 + length * scale;
  return svg('g', {class: 'scale'}, svg('path', {d: `M24 ${height - 20} v8 H${end} v-8`}),
    svg('text', {x: 24, y: height - 24}, `${length} km`));
}

// `counts`: what is open, by site. `pick` is called with a site's id, or '' for the one that was chosen.
export function siteMap(sites, counts, chosen, pick) {
  const known = sites.filter((site) => site.position.length === 2);
  if (!known.length) return null;
  const {place, scale} = projection(known);
  const most = Math.max(1, ...Object.values(counts));
  const spot = (site) => {
    const [x, y] = place(site);
    const count = counts[site.id] || 0;
    const radius = 14 + 18 * Math.sqrt(count / most);
    const choose = () => pick(site.id === chosen ? '' : site.id);
    return svg('g', {class: `spot${site.id === chosen ? ' chosen' : ''}${count ? '' : ' none'}`, tabindex: 0, role: 'button', 'aria-pressed': String(site.id === chosen),
      'aria-label': t('map_spot', {site: site.name, count}), onclick: choose,
      onkeydown: (event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); choose(); } }},
    svg('circle', {cx: x, cy: y, r: radius}), svg('text', {class: 'count-of', x, y: y + 6}, count),
    svg('text', {class: 'name-of', x, y: y + radius + 18}, site.name));
  };
  return svg('svg', {class: 'map', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': t('map')},
    bar(scale), svg('path', {class: 'north', d: `M${width - 34} 44 l8 -24 l8 24 l-8 -6 z`}), svg('text', {class: 'name-of', x: width - 26, y: 62}, 'N'),
    known.map(spot));
}
