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

import fc from 'fast-check';
import type { GitHubTaskDetail } from '../github/types';
import {
  isMadeInTime,
  reconcile,
  type ReconcileInput,
  type UnansweredIntent,
} from './reconcile';

const at = (time: string) => `2026-11-22T${time}.000Z`;

function candidate(
  id: string,
  time: string,
  ...prompts: (string | undefined)[]
): GitHubTaskDetail {
  return {
    id,
    state: 'queued',
    rawState: 'queued',
    createdAt: time.includes(':') ? at(time) : time,
    sessions: prompts.map((prompt, index) => ({
      id: `${id}-${index}`,
      state: 'queued',
      rawState: 'queued',
      prompt,
    })),
  };
}

function intent(
  id: string,
  time: string,
  status: UnansweredIntent['status'] = 'lost',
  prompt = 'Do it',
): UnansweredIntent {
  return { id, prompt, sentAt: at(time), status };
}

const decide = (input: ReconcileInput) =>
  Object.fromEntries([...reconcile(input)].map(([id, task]) => [id, task.id]));

describe('reconcile', () => {
  describe('one lost intent', () => {
    it.each<[string, GitHubTaskDetail[], string[], string | undefined]>([
      ['nothing is there', [], [], undefined],
      ['one matches', [candidate('a', '12:00:01', 'Do it')], [], 'a'],
      [
        'GitHub changed the line breaks and the end',
        [candidate('a', '12:00:01', 'Do it\r\n')],
        [],
        'a',
      ],
      [
        'another prompt',
        [candidate('a', '12:00:01', 'Do that')],
        [],
        undefined,
      ],
      ['no session yet', [candidate('a', '12:00:01')], [], undefined],
      [
        'a session without a prompt',
        [candidate('a', '12:00:01', undefined)],
        [],
        undefined,
      ],
      [
        'the prompt is in a later session',
        [candidate('a', '12:00:01', 'Other', 'Do it')],
        [],
        'a',
      ],
      [
        'it belongs to another dispatch',
        [candidate('a', '12:00:01', 'Do it')],
        ['a'],
        undefined,
      ],
      [
        'the closest of two',
        [
          candidate('b', '12:00:09', 'Do it'),
          candidate('a', '12:00:01', 'Do it'),
        ],
        [],
        'a',
      ],
      [
        'the second of two, as the first is known',
        [
          candidate('b', '12:00:09', 'Do it'),
          candidate('a', '12:00:01', 'Do it'),
        ],
        ['a'],
        'b',
      ],
      [
        "GitHub's clock is half a minute behind",
        [candidate('a', '11:59:30', 'Do it')],
        [],
        'a',
      ],
      [
        'it was there long before',
        [candidate('a', '11:58:59', 'Do it')],
        [],
        undefined,
      ],
      [
        'the same words, hours later',
        [candidate('a', '13:00:01', 'Do it')],
        [],
        undefined,
      ],
      ['no readable time', [candidate('a', 'soon', 'Do it')], [], undefined],
    ])('%s', (_, candidates, known, found) => {
      expect(
        decide({
          intents: [intent('x', '12:00:00')],
          candidates,
          knownTaskIds: new Set(known),
        }),
      ).toEqual(found ? { x: found } : {});
    });
  });

  describe('several intents with one prompt', () => {
    const tasks = [
      candidate('a', '12:00:01', 'Do it'),
      candidate('b', '12:00:21', 'Do it'),
    ];
    it.each<
      [string, UnansweredIntent[], GitHubTaskDetail[], Record<string, string>]
    >([
      [
        'two intents are two tasks, each the one closest in time',
        [intent('y', '12:00:20'), intent('x', '12:00:00')],
        tasks,
        { x: 'a', y: 'b' },
      ],
      [
        'one task goes to the intent closest to it, the other has none',
        [intent('x', '12:00:00'), intent('y', '12:00:20')],
        [tasks[1]],
        { y: 'b' },
      ],
      [
        'while one is still being sent, the task may be its own',
        [intent('x', '12:00:00'), intent('y', '12:00:20', 'sending')],
        tasks,
        {},
      ],
      [
        'another prompt is being sent',
        [intent('x', '12:00:00'), intent('y', '12:00:20', 'sending', 'Other')],
        [tasks[0]],
        { x: 'a' },
      ],
      [
        'what an abandoned one started is not what was started in its place',
        [intent('x', '12:00:00', 'abandoned'), intent('y', '12:00:20')],
        [tasks[0]],
        {},
      ],
      [
        'what was started in place of an abandoned one is found',
        [intent('x', '12:00:00', 'abandoned'), intent('y', '12:00:20')],
        [tasks[1]],
        { y: 'b' },
      ],
      [
        'as close to one as to the other: the one that was not abandoned',
        [intent('x', '12:00:20', 'abandoned'), intent('y', '12:00:20')],
        [tasks[1]],
        { y: 'b' },
      ],
    ])('%s', (_, intents, candidates, found) => {
      const knownTaskIds = new Set<string>();
      expect(decide({ intents, candidates, knownTaskIds })).toEqual(found);
    });
  });

  describe('for any intents and tasks', () => {
    const START = Date.parse('2026-11-22T12:00:00.000Z');
    const time = fc
      .integer({ min: -2 * 60 * 60, max: 2 * 60 * 60 })
      .map(seconds => new Date(START + seconds * 1000).toISOString());
    const prompt = fc.constantFrom('Do it', 'Do it\r\n', 'Do that', '');
    const intents = fc.uniqueArray(
      fc.record<UnansweredIntent>({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        prompt,
        sentAt: time,
        status: fc.constantFrom('lost', 'lost', 'lost', 'sending', 'abandoned'),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    const candidates = fc.uniqueArray(
      fc
        .record({
          id: fc.string({ minLength: 1, maxLength: 3 }),
          createdAt: time,
          prompts: fc.array(fc.option(prompt, { nil: undefined }), {
            maxLength: 2,
          }),
        })
        .map(({ id, createdAt, prompts }) => ({
          ...candidate(id, '12:00:00', ...prompts),
          createdAt,
        })),
      { selector: ({ id }) => id, maxLength: 8 },
    );
    const input = fc
      .record({ intents, candidates, known: fc.array(fc.nat(7)) })
      .map(({ known, ...rest }) => ({
        ...rest,
        knownTaskIds: new Set(
          known.flatMap(index => rest.candidates[index]?.id ?? []),
        ),
      }));

    const words = (text: string | undefined) =>
      text?.replace(/\r\n/g, '\n').trim();
    const fits = (one: UnansweredIntent, task: GitHubTaskDetail) =>
      isMadeInTime(task.createdAt, one.sentAt) &&
      task.sessions.some(s => words(s.prompt) === words(one.prompt));

    it('gives each lost intent at most one task, each task to one, and only what fits', () => {
      fc.assert(
        fc.property(input, given => {
          const found = reconcile(given);
          const ids = [...found.values()].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          for (const [id, task] of found) {
            const one = given.intents.find(each => each.id === id)!;
            expect(one.status).toBe('lost');
            expect(given.knownTaskIds.has(task.id)).toBe(false);
            expect(fits(one, task)).toBe(true);
          }
        }),
      );
    });

    it('decides nothing about a prompt whose answer is awaited', () => {
      fc.assert(
        fc.property(input, given => {
          const awaited = given.intents
            .filter(({ status }) => status === 'sending')
            .map(one => words(one.prompt));
          for (const id of reconcile(given).keys()) {
            const one = given.intents.find(each => each.id === id)!;
            expect(awaited).not.toContain(words(one.prompt));
          }
        }),
      );
    });

    it('leaves no free task beside a lost intent that it fits, where nothing else claims it', () => {
      fc.assert(
        fc.property(input, given => {
          const onlyLost = {
            ...given,
            intents: given.intents.filter(({ status }) => status === 'lost'),
          };
          const found = reconcile(onlyLost);
          const taken = new Set([...found.values()].map(({ id }) => id));
          const free = given.candidates.filter(
            ({ id }) => !taken.has(id) && !given.knownTaskIds.has(id),
          );
          for (const one of onlyLost.intents) {
            if (found.has(one.id)) continue;
            expect(free.filter(task => fits(one, task))).toEqual([]);
          }
        }),
      );
    });

    it('does not depend on the order in which GitHub or the database lists', () => {
      fc.assert(
        fc.property(input, given => {
          expect(
            decide({
              ...given,
              intents: [...given.intents].reverse(),
              candidates: [...given.candidates].reverse(),
            }),
          ).toEqual(decide(given));
        }),
      );
    });
  });
});
