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

// GitHub reports AI credits in billionths.
const NANO_PER_TENTH = 100_000_000n;

/**
 * AI credits, given in billionths as a decimal string, rounded half up to one
 * decimal: `403451775000` is `403.5`. Sums of billionths exceed what a number
 * holds exactly, hence BigInt. GitHub rounds its bills the same way, once at the end.
 *
 * @returns undefined if the text is not a whole number
 */
export function formatCredits(
  nano: string | undefined,
  locale?: string,
): string | undefined {
  if (nano === undefined || !/^\d+$/.test(nano)) return undefined;
  const tenths = (BigInt(nano) + NANO_PER_TENTH / 2n) / NANO_PER_TENTH;
  const whole = new Intl.NumberFormat(locale).format(tenths / 10n);
  const separator =
    new Intl.NumberFormat(locale)
      .formatToParts(0.1)
      .find(part => part.type === 'decimal')?.value ?? '.';
  return `${whole}${separator}${tenths % 10n}`;
}
