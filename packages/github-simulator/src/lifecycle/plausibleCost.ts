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

import { createHash } from 'node:crypto';

/** AI credits of one session, from and below; real ones have cost 46 to 861. */
const CREDITS: [RegExp, number, number][] = [
  [/haiku|-mini|nano|flash/, 46, 180],
  [/opus|\bpro\b/, 310, 861],
  [/^/, 90, 480],
];

/**
 * What a session has cost, in billionths of an AI credit: the same at every look,
 * different from that of the next session, and more with a large model than with
 * a small one.
 */
export function plausibleCost(session: {
  /** Any text that no other session has. */
  key: string;
  model: string;
}): number {
  const [, from, below] = CREDITS.find(([names]) => names.test(session.model))!;
  const digest = createHash('sha1').update(session.key).digest();
  const millicredits =
    from * 1_000 + (digest.readUInt32BE(0) % ((below - from) * 1_000));
  return millicredits * 1_000_000 + (digest.readUInt16BE(4) % 1_000) * 1_000;
}
