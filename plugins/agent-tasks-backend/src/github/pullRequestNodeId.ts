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
 * The node id of a pull request, for tasks whose artifact lacks `global_id`:
 * `PR_` and, in base64url, the MessagePack of [0, repository id, pull request id].
 * GitHub's own CLI derives it the same way (cli/cli, generatePullRequestNodeID);
 * the facts are §3 of github-agent-tasks-api.md.
 */
export function pullRequestNodeId(
  repositoryId: number,
  pullRequestId: number,
): string {
  const bytes = [0x93, 0, ...pack(repositoryId), ...pack(pullRequestId)];
  return `PR_${Buffer.from(bytes).toString('base64url')}`;
}

/** MessagePack's shortest form of a whole number that is not negative. */
function pack(value: number): number[] {
  if (value < 0x80) return [value];
  const forms: [limit: number, tag: number, size: number][] = [
    [0x100, 0xcc, 1],
    [0x1_0000, 0xcd, 2],
    [0x1_0000_0000, 0xce, 4],
    [Infinity, 0xcf, 8],
  ];
  const [, tag, size] = forms.find(([limit]) => value < limit)!;
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return [tag, ...bytes.subarray(8 - size)];
}
