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

import type { GitHubAnswer, GitHubRateLimit } from './types';

/**
 * What an answer tells of the user's rate limit; `undefined` where GitHub did
 * not say all of it, or nothing that makes sense. Pure.
 */
export function readRateLimit({
  headers,
}: Pick<GitHubAnswer, 'headers'>): GitHubRateLimit | undefined {
  const limit = readCount(headers['x-ratelimit-limit']);
  const remaining = readCount(headers['x-ratelimit-remaining']);
  const reset = readCount(headers['x-ratelimit-reset']);
  if (limit === undefined || remaining === undefined || !reset) {
    return undefined;
  }
  const resetAt = new Date(reset * 1_000);
  if (Number.isNaN(resetAt.getTime())) return undefined;
  return { limit, remaining, resetAt: resetAt.toISOString() };
}

function readCount(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : undefined;
}
