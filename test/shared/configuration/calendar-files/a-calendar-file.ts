/**
 * An iCalendar file with these events, each the lines between BEGIN:VEVENT and END:VEVENT. The
 * first event begins in line 4.
 */
export function aCalendarFile(...events: readonly (readonly string[])[]): string {
  const texts = events.map((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
  return [...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN'], ...texts.flat(), 'END:VCALENDAR', ''].join('\r\n');
}
