/** One point of the graph's time axis, in the account's time zone. */
export interface Moment {
  /** 1 to 31. */
  day: number;
  /** 1 to 12. */
  month: number;
  /** 0 to 23. */
  hour: number;
}

const hourSteps = [1, 2, 3, 4, 6, 12, 24];
const daySteps = [1, 2, 7, 14];
const monthSteps = [1, 2, 3, 6, 12];

/**
 * The points that get a label: as many as fit, at places that readers count in: hours that divide the day, the same weekday as the last point, the first
 * of a month.
 * @param most How many labels fit.
 */
export function ticksOf(moments: readonly Moment[], byHour: boolean, most: number): number[] {
  const last = moments.length - 1;
  const choices: ((moment: Moment, index: number) => boolean)[] = byHour
    ? hourSteps.map(
        (step) =>
          ({ hour }: Moment) =>
            hour % step === 0,
      )
    : [
        ...daySteps.map((step) => (_: Moment, index: number) => (last - index) % step === 0),
        ...monthSteps.map(
          (step) =>
            ({ day, month }: Moment) =>
              day === 1 && (month - 1) % step === 0,
        ),
      ];
  const indexes = [...moments.keys()];
  for (const choose of choices) {
    const ticks = indexes.filter((index) => choose(moments[index]!, index));
    if (ticks.length <= most) {
      return ticks;
    }
  }

  return [];
}
