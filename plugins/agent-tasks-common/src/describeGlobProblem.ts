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

import { countStars, isCostlyGlob } from './isCostlyGlob';

/** For each way in which one side of the slash fits, the other is tried anew. */
const MOST_STARS = 4;

/**
 * Why a text is no glob on `owner/name`, with what to write instead; `undefined`
 * if it is one. A star does not cross the slash; case has no meaning.
 *
 * @public
 */
export function describeGlobProblem(match: string): string | undefined {
  if (!/^[A-Za-z0-9._*?{},[\]/-]+$/.test(match)) {
    return 'it may hold letters, digits, hyphens, dots, underscores, and the signs * ? { , } [ ] of a glob, for example acme/*.';
  }
  if (match.split('/').length !== 2 || /^\/|\/$/.test(match)) {
    return 'write it as owner/name with exactly one slash, for example acme/billing or acme/* (all repositories of all owners: */*).';
  }
  if (!isBalanced(match)) {
    return 'a bracket or brace has no partner on its side of the slash, or is nested. Write for example acme/{billing,shop}-*.';
  }
  const lone = match.match(/\{[^}]*\}/g)?.find(isNoList);
  if (lone) {
    return `${lone} is no list: braces hold two or more names with commas between them, and no ranges, else they would not match what they seem to. Write for example {billing,shop}, or [1-3] for one sign of several.`;
  }
  const backwards = match.match(/\[[^\]]*\]/g)?.find(isBackwards);
  if (backwards) {
    return `${backwards} runs backwards, so it would match nothing; capitals come before small letters. Case has no meaning here: write for example [a-z].`;
  }
  if (match.split('/').some(isCostlyGlob) || countStars(match) > MOST_STARS) {
    return 'it has more than three stars, or more than three lists in braces, on one side of the slash, or more than four stars in all, which can take very long to match. Write several rules instead.';
  }
  return undefined;
}

/** Whether braces would be read as signs of the name, or as a range of letters. */
function isNoList(braces: string): boolean {
  return !braces.includes(',') || braces.includes('..');
}

/** Whether a list in brackets has a range such as `z-a`. */
function isBackwards(list: string): boolean {
  try {
    return !new RegExp(list);
  } catch {
    return true;
  }
}

/** Every brace and bracket is closed before the slash, and none is nested. */
function isBalanced(match: string): boolean {
  return match
    .split('/')
    .every(part =>
      /^(?:[^{}[\],]|\{[^{}[\],]+(?:,[^{}[\],]*)*\}|\[[^{}[\],]+\])*$/.test(
        part,
      ),
    );
}
