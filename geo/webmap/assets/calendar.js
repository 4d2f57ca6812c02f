// Days, ISO weeks, months and years as steps: where they begin, the next one, and the ticks of an axis.
(function (D) {
  "use strict";

  const DAY_MS = 86400000;

  function days(count) {
    return { length: count, floor: (day) => day - modulo(day, count), add: (day, n) => day + n * count };
  }

  function months(count) {
    return {
      length: 30.44 * count,
      floor: (day) => {
        const date = D.fromDay(day), month = date.getUTCMonth();
        return monthStart(date.getUTCFullYear(), month - (count > 12 ? month : month % count), count);
      },
      add: (day, n) => {
        const date = D.fromDay(day);
        return monthStart(date.getUTCFullYear(), date.getUTCMonth() + n * count, 1);
      },
    };
  }

  // Spans of several years begin at a year that they divide.
  function monthStart(year, month, count) {
    const whole = count > 12 ? year - modulo(year, count / 12) : year;
    return Math.round(Date.UTC(whole, month, 1) / DAY_MS);
  }

  const modulo = (value, by) => ((value % by) + by) % by;

  // 1970-01-01 was a Thursday; weeks begin on Monday (ISO 8601).
  const week = { length: 7, floor: (day) => day - modulo(day + 3, 7), add: (day, n) => day + 7 * n };

  D.UNITS = {
    day: days(1), week, month: months(1), quarter: months(3), year: months(12),
    "5 years": months(60), "20 years": months(240), century: months(1200),
  };

  // The finest unit of which one takes at least `least` pixels.
  D.fittingUnit = function (names, count, width, least) {
    return names.find((name) => D.UNITS[name].length * width / count >= least) || names[names.length - 1];
  };

  // The beginnings of a unit's spans that lie in the domain.
  D.starts = function (unit, [first, last]) {
    const { floor, add } = D.UNITS[unit], found = [];
    for (let day = floor(first); day <= last; day = add(day, 1)) if (day >= first) found.push(day);
    return found;
  };

  // The next (n > 0) or an earlier beginning of a unit's span.
  D.boundary = function (unit, day, n) {
    const { floor, add } = D.UNITS[unit], home = floor(day);
    return add(home, n < 0 && home < day ? n + 1 : n);
  };

  const ROOM = { day: 48, week: 52, month: 31, quarter: 31, year: 38, "5 years": 38, "20 years": 38, century: 38 };
  const TICKS = Object.keys(ROOM);

  // [day, label] of the axis; [day, ""] of the finer marks between.
  D.ticks = function (domain, width) {
    const count = domain[1] - domain[0] + 1;
    const unit = TICKS.find((name) => D.UNITS[name].length * width / count >= ROOM[name]) || "century";
    const finer = TICKS[TICKS.indexOf(unit) - 1];
    const labelled = D.starts(unit, domain).map((day, i) => [day, label(unit, day, i === 0)]);
    if (!finer || D.UNITS[finer].length * width / count < 4) return labelled;
    const taken = new Set(labelled.map(([day]) => day));
    return [...labelled, ...D.starts(finer, domain).filter((day) => !taken.has(day)).map((day) => [day, ""])];
  };

  function label(unit, day, isFirst) {
    const date = D.fromDay(day), year = String(date.getUTCFullYear()), month = D.shortMonth(date.getUTCMonth());
    if (unit === "day" || unit === "week") return `${date.getUTCDate()} ${month}`;
    if (unit !== "month" && unit !== "quarter") return year;
    if (date.getUTCMonth() === 0) return year;
    return isFirst ? `${month} ${year}` : month;
  }
})(globalThis.Dateline = globalThis.Dateline || {});
