/** How much an alert says of whom it is about. */

export type Risk = 'low' | 'medium' | 'high';

const ORDER: readonly Risk[] = ['low', 'medium', 'high'];

/** The detector's own word, where it says one, and no more than its kind can say. */
export function riskOf(severity: string | undefined, atMost: Risk): Risk {
  const said = ORDER.indexOf(ORDER.find((each) => each === severity?.toLowerCase()) ?? atMost);
  return ORDER[Math.min(said, ORDER.indexOf(atMost))] ?? atMost;
}
