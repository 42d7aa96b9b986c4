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

/**
 * GitHub's global node ids: a prefix for the type, an underscore, and the
 * base64url form (no padding) of a MessagePack array of numbers.
 */

/**
 * The `node_id` of a user or bot: `[0, userId]`.
 *
 * @public
 */
export function userNodeId(
  userId: number,
  type: 'User' | 'Bot' | 'Organization' = 'User',
): string {
  const prefix = { User: 'U', Bot: 'BOT', Organization: 'O' }[type];
  return `${prefix}_${packed([0, userId])}`;
}

/**
 * The `node_id` of a repository: `[0, repositoryId]`.
 *
 * @public
 */
export function repositoryNodeId(repositoryId: number): string {
  return `R_${packed([0, repositoryId])}`;
}

/**
 * The `node_id` of a pull request: `[0, repositoryId, pullRequestId]`, the same
 * string that an agent task calls `global_id` (facts, behaviour 23).
 *
 * @public
 */
export function pullRequestNodeId(
  repositoryId: number,
  pullRequestId: number,
): string {
  return `PR_${packed([0, repositoryId, pullRequestId])}`;
}

/** The `node_id` of a commit: `[0, repositoryId, id]`, the id as text. */
export function commitNodeId(repositoryId: number, id: string): string {
  return `C_${packed([0, repositoryId, id])}`;
}

function packed(values: (number | string)[]): string {
  // 0x90 | n is MessagePack's "array of n elements", n < 16.
  const bytes = [
    0x90 | values.length,
    ...values.flatMap(value =>
      typeof value === 'number' ? packUnsigned(value) : packText(value),
    ),
  ];
  return Buffer.from(bytes).toString('base64url');
}

/** MessagePack's form of a text of up to 255 bytes. */
function packText(text: string): number[] {
  const bytes = Buffer.from(text);
  return [0xd9, bytes.length, ...bytes];
}

/** MessagePack's shortest form of a whole number between 0 and 2^53. */
function packUnsigned(value: number): number[] {
  if (value < 0x80) return [value];
  if (value < 0x100) return [0xcc, value];
  if (value < 0x1_0000) return [0xcd, ...bigEndian(value, 2)];
  if (value < 0x1_0000_0000) return [0xce, ...bigEndian(value, 4)];
  return [0xcf, ...bigEndian(value, 8)];
}

function bigEndian(value: number, length: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return [...bytes.subarray(8 - length)];
}
