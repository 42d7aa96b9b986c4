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

import type { Credential } from '../types';

/** GitHub's clock may be ahead of ours, and a look at many tasks takes its time. */
const REFRESH_BEFORE_MS = 5 * 60_000;

/** What is to be done before the access token of a grant is used. */
export type RefreshNeed = 'none' | 'refresh' | 'over';

/** Decides that; pure. */
export function refreshNeed(
  { tokens, expiresAt }: Pick<Credential, 'tokens' | 'expiresAt'>,
  now: number,
): RefreshNeed {
  if (!tokens) return 'over';
  if (expiresAt === undefined) return 'none';
  const leftMs = Date.parse(expiresAt) - now;
  if (leftMs >= REFRESH_BEFORE_MS) return 'none';
  if (tokens.refreshToken) return 'refresh';
  return leftMs > 0 ? 'none' : 'over';
}
