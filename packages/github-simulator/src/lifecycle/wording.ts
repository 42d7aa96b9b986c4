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

import { withoutMarkers } from './ScenarioBook';

const TITLE_LENGTH = 72;
const EXCERPT_LENGTH = 60;
const SLUG_LENGTH = 40;

/** The title of the pull request: the prompt's first line. */
export function titleFromPrompt(prompt: string): string {
  const firstLine = withoutMarkers(prompt)
    .split('\n')
    .map(line => line.replace(/^#+\s*/, '').trim())
    .find(line => line.length > 0);
  return shorten(firstLine ?? 'Work on the request', TITLE_LENGTH);
}

/** What `name` says until the agent has read the prompt (behaviour 16). */
export function excerptOfPrompt(prompt: string): string {
  return shorten(
    withoutMarkers(prompt).replace(/\s+/g, ' ') || 'Agent task',
    EXCERPT_LENGTH,
  );
}

/** What `name` says afterwards: "Add a line" becomes "Adding a line". */
export function nameFromPrompt(prompt: string): string {
  const [verb, ...rest] = titleFromPrompt(prompt).split(' ');
  return /^[A-Z][a-z]+$/.test(verb) && rest.length > 0
    ? [gerund(verb), ...rest].join(' ')
    : `Working on ${titleFromPrompt(prompt)}`;
}

/** A branch name for a prompt, `copilot/` and a few words. */
export function branchFromPrompt(
  prompt: string,
  isTaken: (name: string) => boolean,
): string {
  const slug = slugify(titleFromPrompt(prompt)).slice(0, SLUG_LENGTH);
  const wanted = `copilot/${slug.replace(/-+$/, '') || 'task'}`;
  for (let attempt = 1; ; attempt += 1) {
    const name = attempt === 1 ? wanted : `${wanted}-${attempt}`;
    if (!isTaken(name)) return name;
  }
}

/** Lower-case words joined by hyphens. */
export function slugify(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function shorten(text: string, length: number): string {
  return text.length <= length
    ? text
    : `${text.slice(0, length - 1).trimEnd()}…`;
}

function gerund(verb: string): string {
  if (/ing$/.test(verb)) return verb;
  if (/[^aeiouy]e$/.test(verb)) return `${verb.slice(0, -1)}ing`;
  // Short words double their last letter: run, running.
  if (/^[^aeiou]*[aeiou][^aeiouwxyh]$/i.test(verb) && verb.length <= 4) {
    return `${verb}${verb.at(-1)}ing`;
  }
  return `${verb}ing`;
}
