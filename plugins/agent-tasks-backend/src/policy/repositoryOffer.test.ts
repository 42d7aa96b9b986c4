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

import { decide } from './decide';
import { repositoryOffer } from './repositoryOffer';
import type { PolicyRule } from './types';

const repository = 'acme/billing';
const ownershipEntityRefs = ['user:default/ada', 'group:default/payments'];

describe('repositoryOffer', () => {
  const offer = (rules: PolicyRule[]) =>
    repositoryOffer({ rules }, repository, ownershipEntityRefs);

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
  ])('offers for %s', (_name, rules, expected) => {
    expect(offer(rules)).toEqual(expected);
  });

  // Every policy of up to two rules out of these: what decide allows is offered,
  // and each thing on offer is allowed together with some other.
  it('agrees with decide', () => {
    const lists = [undefined, ['x'], ['x', 'y']];
    const rules: PolicyRule[] = lists.flatMap(models =>
      lists.flatMap(customAgents => [
        { match: 'acme/*', models, customAgents },
        { match: 'acme/*', models, customAgents, allow: ['user:default/x'] },
      ]),
    );
    rules.push({ match: 'acme/billing', deny: true });
    const choices = [undefined, 'x', 'y', 'z'];
    const permits = (list: string[] | undefined, choice: string | undefined) =>
      !list || (choice !== undefined && list.includes(choice));
    let offers = 0;
    for (const policy of rules.flatMap(a => rules.map(b => [a, b]))) {
      const offered = offer(policy);
      const allowed = choices.flatMap(model =>
        choices
          .filter(
            customAgent =>
              decide(
                { rules: policy },
                {
                  repository,
                  ownershipEntityRefs,
                  model,
                  customAgent,
                },
              ).allowed,
          )
          .map(customAgent => ({ model, customAgent })),
      );
      expect(offered !== undefined).toBe(allowed.length > 0);
      if (!offered) continue;
      offers += 1;
      for (const { model, customAgent } of allowed) {
        expect(permits(offered.models, model)).toBe(true);
        expect(permits(offered.customAgents, customAgent)).toBe(true);
      }
      for (const choice of choices) {
        expect(permits(offered.models, choice)).toBe(
          allowed.some(({ model }) => model === choice),
        );
        expect(permits(offered.customAgents, choice)).toBe(
          allowed.some(({ customAgent }) => customAgent === choice),
        );
      }
    }
    expect(offers).toBeGreaterThan(100);
  });
});
