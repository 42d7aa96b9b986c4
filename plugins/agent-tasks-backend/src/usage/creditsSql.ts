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

import type { Knex } from 'knex';

const NANO = 1_000_000_000n;

/** What the columns of {@link sumAiCredits} read as; `null` where there was nothing to add. */
export interface AiCreditsSum {
  ai_credits: string | null;
  ai_credits_rest: string | null;
}

/**
 * Columns that add up billionths of AI credits in the database, exactly: SQLite
 * adds up to 2^63 only, and its driver reads integers beyond 2^53 wrongly. So
 * whole credits and what is left of them are added apart, and read as text.
 * Together they are {@link readAiCredits}.
 */
export function sumAiCredits(
  db: Knex,
  column = 'sessions.ai_credits_nano',
): Record<keyof AiCreditsSum, Knex.Raw> {
  return {
    ai_credits: db.raw('cast(sum(?? / 1000000000) as text)', [column]),
    ai_credits_rest: db.raw('cast(sum(?? % 1000000000) as text)', [column]),
  };
}

/** Billionths of an AI credit; zero where nothing was reported. */
export function readAiCredits(sum: AiCreditsSum): bigint {
  return BigInt(sum.ai_credits ?? 0) * NANO + BigInt(sum.ai_credits_rest ?? 0);
}
