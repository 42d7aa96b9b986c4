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

const MAX_CHARACTERS = 120;

/**
 * A line for people: the first line of the prompt that says something, without
 * Markdown's marks. GitHub's own name of a task changes while it runs; this
 * stays what its author recognises.
 */
export function titleFromPrompt(prompt: string): string {
  const line =
    prompt
      .split(/\r?\n/)
      .map(withoutMarks)
      .find(text => text !== '') ?? 'Untitled task';
  const characters = Array.from(line);
  return characters.length > MAX_CHARACTERS
    ? `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`
    : line;
}

function withoutMarks(line: string): string {
  return line
    .replace(/^\s*(?:(?:[#>]+|[-*+]|\d+[.)])\s+)*/, '')
    .replace(/^\s*[-*_=`~]{3,}.*$/, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|`+)(.*?)\1/g, '$2')
    .replace(/\s+/g, ' ')
    .trim();
}
