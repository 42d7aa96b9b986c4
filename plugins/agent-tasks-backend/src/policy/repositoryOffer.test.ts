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
import { anyRule } from '../__testUtils__/anyRule';
import { policyOf } from '../__testUtils__/policyOf';
import { decide } from './decide';
import { matchesBranch } from './globs';
import { repositoryOffer } from './repositoryOffer';
import type { PolicyRule } from './types';

const NOW = new Date('2026-11-22T12:00:00.000Z');

const repository = 'acme/billing';
const ownershipEntityRefs = ['user:default/ada', 'group:default/payments'];

describe('repositoryOffer', () => {
  it('looks at whom a rule is about once, however many repositories there are', () => {
    let looks = 0;
    const rule: PolicyRule = {
      match: 'acme/*',
      get allow() {
        looks += 1;
        return ['group:default/payments'];
      },
    };
    const offerOf = repositoryOffer(policyOf([rule]), ownershipEntityRefs, NOW);
    const before = looks;
    for (let n = 0; n < 1_000; n++) {
      expect(offerOf(`acme/repository-${n}`)).toEqual({});
    }
    expect(looks).toBe(before);
  });

  const offer = (rules: PolicyRule[]) =>
    repositoryOffer(policyOf(rules), ownershipEntityRefs, NOW)(repository);

  it.each<[string, PolicyRule[], ReturnType<typeof offer>]>([
    ['no rule', [], undefined],
    [
      'a rule for others',
      [{ match: 'acme/*', allow: ['user:default/x'] }],
      undefined,
    ],
    [
      'a denial',
      [{ match: '*/*' }, { match: 'acme/*', deny: true }],
      undefined,
    ],
    ['an open rule', [{ match: 'acme/*' }], {}],
    ['one list', [{ match: 'acme/*', models: ['m1'] }], { models: ['m1'] }],
    [
      'lists of several rules',
      [
        { match: 'acme/*', models: ['m1', 'm2'] },
        { match: '*/*', models: ['m2', 'm3'] },
      ],
      { models: ['m1', 'm2', 'm3'] },
    ],
    [
      'a list and no list',
      [{ match: 'acme/*', models: ['m1'] }, { match: '*/*' }],
      {},
    ],
    [
      'a rule for programs only',
      [{ match: 'acme/*', sources: ['proxy', 'mcp'] }],
      undefined,
    ],
    [
      'one door only',
      [{ match: 'acme/*', sources: ['scaffolder'], baseRefs: ['main'] }],
      { baseRefs: ['main'] },
    ],
    [
      'a denial of one of two doors',
      [{ match: 'acme/*' }, { match: '*/*', deny: true, sources: ['portal'] }],
      {},
    ],
    [
      'a denial of both doors by two rules',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, sources: ['portal'] },
        { match: '*/*', deny: true, sources: ['scaffolder'] },
      ],
      undefined,
    ],
    [
      'a denied model of a list',
      [
        { match: 'acme/*', models: ['m1', 'm2'] },
        { match: '*/*', deny: true, models: ['m1'] },
      ],
      { models: ['m2'] },
    ],
    [
      'a list that is denied as a whole',
      [
        { match: 'acme/*', models: ['m1'] },
        { match: '*/*', deny: true, models: ['m1'] },
      ],
      undefined,
    ],
    [
      'a rule that is over',
      [{ match: 'acme/*', validUntil: '2026-11-21' }],
      undefined,
    ],
    [
      'a denial for others',
      [
        { match: 'acme/*' },
        { match: '*/*', deny: true, denyFor: ['user:default/x'] },
      ],
      {},
    ],
  ])('offers for %s', (_name, rules, expected) => {
    expect(offer(rules)).toEqual(expected);
  });

  const choices = fc.record({
    model: fc.constantFrom(undefined, 'm1', 'm2', 'm3'),
    customAgent: fc.constantFrom(undefined, 'a1', 'a2', 'a3'),
    baseRef: fc.constantFrom(undefined, 'main', 'release/1', 'dev'),
    source: fc.constantFrom('portal' as const, 'scaffolder' as const),
  });
  const permits = (list: string[] | undefined, choice: string | undefined) =>
    !list ||
    (choice !== undefined && list.some(entry => matchesBranch(entry, choice)));

  it('offers whatever decide allows', () => {
    let allowed = 0;
    fc.assert(
      fc.property(
        fc.array(anyRule, { maxLength: 5 }),
        choices,
        (rules, choice) => {
          const request = { repository, ownershipEntityRefs, ...choice };
          if (!decide(policyOf(rules), request, NOW).allowed) return;
          allowed += 1;
          const offered = offer(rules);
          expect(offered).toBeDefined();
          expect(permits(offered!.models, choice.model)).toBe(true);
          expect(permits(offered!.customAgents, choice.customAgent)).toBe(true);
          expect(permits(offered!.baseRefs, choice.baseRef)).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
    expect(allowed).toBeGreaterThan(100);
  });

  it('offers nothing that no choice makes allowed, where no rule denies', () => {
    const allowing = anyRule.filter(({ deny }) => !deny);
    const every = ['m1', 'm2', undefined].flatMap(model =>
      ['a1', 'a2', undefined].flatMap(customAgent =>
        ['main', 'release/1', undefined].flatMap(baseRef =>
          (['portal', 'scaffolder'] as const).map(source => ({
            model,
            customAgent,
            baseRef,
            source,
          })),
        ),
      ),
    );
    fc.assert(
      fc.property(fc.array(allowing, { maxLength: 3 }), rules => {
        const isAllowed = every.some(
          choice =>
            decide(
              policyOf(rules),
              { repository, ownershipEntityRefs, ...choice },
              NOW,
            ).allowed,
        );
        expect(offer(rules) !== undefined).toBe(isAllowed);
      }),
      { numRuns: 300 },
    );
  });
});
