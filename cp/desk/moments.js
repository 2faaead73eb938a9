// Moments as date-time fields write them, and as they travel: RFC 3339 with this machine's own offset.
const two = (number) => String(Math.floor(Math.abs(number))).padStart(2, '0');

export function toMoment(local) {
  if (!local) return '';
  const minutes = -new Date(local).getTimezoneOffset();
  return `${local}:00${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}

export function fromMoment(moment) {
  if (!moment) return '';
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
