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

import type { UsageReport } from 'backstage-plugin-agent-tasks-common';

/** What some tasks have cost together. */
export type UsageSum = UsageReport['total'];

/** What is measured: a portal's GitHub bills either. */
export type UsageMeasure = 'aiCredits' | 'premiumRequests';

/** What a chart measures: AI credits, or premium requests where no credits are known. */
export function measureOf(total: UsageSum): UsageMeasure {
  return BigInt(total.aiCreditsNano) === 0n && total.premiumRequests > 0
    ? 'premiumRequests'
    : 'aiCredits';
}

/** Whether GitHub has reported nothing of these tasks, so that zero would be a lie. */
export function isUnknown(sum: UsageSum): boolean {
  return (
    sum.unknownTasks > 0 &&
    sum.unknownTasks >= sum.tasks &&
    BigInt(sum.aiCreditsNano) === 0n &&
    sum.premiumRequests === 0
  );
}

/** Adds up. Credits as BigInt: their billionths exceed what a number holds exactly. */
export function addUsage(sums: readonly UsageSum[]): UsageSum {
  const total = { tasks: 0, premiumRequests: 0, unknownTasks: 0 };
  let nano = 0n;
  for (const sum of sums) {
    nano += BigInt(sum.aiCreditsNano);
    total.tasks += sum.tasks;
    total.premiumRequests += sum.premiumRequests;
    total.unknownTasks += sum.unknownTasks;
  }
  return { ...total, aiCreditsNano: nano.toString() };
}

// Billionths in a thousandth: as fine as a bar can be drawn.
const NANO_PER_THOUSANDTH = 1_000_000n;

/** How long a bar is: AI credits or requests as a number, good for drawing only. */
export function drawable(sum: UsageSum, measure: UsageMeasure): number {
  return measure === 'aiCredits'
    ? Number(BigInt(sum.aiCreditsNano) / NANO_PER_THOUSANDTH) / 1000
    : sum.premiumRequests;
}

/** The share of a whole in tenths of a percent, `undefined` where there is no whole. */
export function shareOf(
  part: UsageSum,
  whole: UsageSum,
  measure: UsageMeasure,
): number | undefined {
  if (isUnknown(part)) return undefined;
  if (measure === 'premiumRequests') {
    return whole.premiumRequests > 0
      ? Math.round((part.premiumRequests / whole.premiumRequests) * 1000)
      : undefined;
  }
  const nano = BigInt(whole.aiCreditsNano);
  if (nano === 0n) return undefined;
  return Number((BigInt(part.aiCreditsNano) * 2000n + nano) / (nano * 2n));
}
