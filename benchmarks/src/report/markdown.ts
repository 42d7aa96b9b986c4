/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/** A table; the first column is text, the others are figures. */
export function table(head: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** A goal, what was measured, and whether that is enough. */
export interface Goal {
  goal: string;
  measured: string;
  isMet: boolean;
}

/** One goal as an item of a list. */
export function renderGoal({ goal, measured, isMet }: Goal): string {
  return `- Goal: ${goal}. Measured: ${measured}. **${
    isMet ? 'Met' : 'Missed'
  }.**`;
}

/** A number for people, e.g. `100,000`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}
