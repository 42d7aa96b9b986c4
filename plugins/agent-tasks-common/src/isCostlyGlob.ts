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

const MOST_OF_A_KIND = 3;

/**
 * Matching tries every way in which the stars can share a name: with each one
 * more it takes many times longer, and a name can be made to take the longest.
 */
export function isCostlyGlob(part: string): boolean {
  return (
    countStars(part) > MOST_OF_A_KIND ||
    (part.match(/\{/g)?.length ?? 0) > MOST_OF_A_KIND
  );
}

/** Stars side by side count as one. */
export function countStars(glob: string): number {
  return glob.match(/\*+/g)?.length ?? 0;
}
