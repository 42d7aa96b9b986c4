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

import type { GitHubSession, GitHubUsage } from '../github/types';

/**
 * The usage of all sessions together. Billionths of an AI credit are added as
 * integers: their sums do not fit a number.
 */
export function sumUsage(
  sessions: Pick<GitHubSession, 'usage'>[],
): GitHubUsage | undefined {
  let aiCreditsNano: bigint | undefined;
  let premiumRequests: number | undefined;
  for (const { usage } of sessions) {
    if (usage?.aiCreditsNano !== undefined) {
      aiCreditsNano = (aiCreditsNano ?? 0n) + BigInt(usage.aiCreditsNano);
    }
    if (usage?.premiumRequests !== undefined) {
      premiumRequests = (premiumRequests ?? 0) + usage.premiumRequests;
    }
  }
  if (aiCreditsNano === undefined && premiumRequests === undefined) {
    return undefined;
  }
  return {
    ...(aiCreditsNano !== undefined && {
      aiCreditsNano: aiCreditsNano.toString(),
    }),
    ...(premiumRequests !== undefined && { premiumRequests }),
  };
}
