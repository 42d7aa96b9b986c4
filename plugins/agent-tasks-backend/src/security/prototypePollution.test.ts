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

import { ConfigReader } from '@backstage/config';
import type { PolicyRuleEntry } from 'backstage-plugin-agent-tasks-common';
import { createStage } from '../__testUtils__/createStage';
import { readPolicy } from '../config';

jest.setTimeout(60_000);

const isClean = () => {
  const anything = {} as Record<string, unknown>;
  expect(Object.keys(Object.prototype)).toEqual([]);
  for (const key of ['polluted', 'deny', 'allow', 'models', 'x']) {
    expect(anything[key]).toBeUndefined();
  }
};

describe('prototype pollution', () => {
  const stage = createStage();
  afterEach(isClean);

  it.each([
    ['"__proto__": {"polluted": true}'],
    ['"constructor": {"prototype": {"polluted": true}}'],
    ['"__proto__": {"model": "x", "createPullRequest": false}'],
  ])('does not come with %s in a body', async extra => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    const { status, body } = await ada.post(
      `{"repository": "acme/services", "prompt": "Go", ${extra}}`,
    );
    // Refused as unknown, or as if it were not there.
    expect(
      status === 201
        ? [body.model, body.createPullRequest]
        : [undefined, body.error.code === 'validation_failed'],
    ).toEqual([undefined, true]);
    isClean();
  });

  it.each([
    '__proto__[polluted]=1',
    'constructor[prototype][polluted]=1',
    'limit[__proto__][polluted]=1',
  ])('does not come with ?%s', async query => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    for (const path of [
      '/tasks',
      '/repositories',
      '/usage',
      '/policy/changes',
    ]) {
      const { status } = await ada.get(`${path}?${query}`);
      expect([200, 400]).toContain(status);
    }
    isClean();
  });

  it('does not come with rules of the admin page', async () => {
    const portal = await stage.start();
    const ada = await stage.signIn(portal);
    for (const rule of [
      '{"match": "x/y", "__proto__": {"deny": true}}',
      '{"__proto__": {"match": "x/y"}}',
      '{"match": "x/y", "limits": {"__proto__": {"polluted": 1}}}',
    ]) {
      await ada
        .send('post', '/policy/rules')
        .set('Content-Type', 'application/json')
        .send(`{"rule": ${rule}, "reason": "Because"}`);
    }
    // None of them denies by what it only inherits.
    const { body } = await ada.get('/policy');
    const denying = body.rules.filter(
      ({ rule }: PolicyRuleEntry) => rule.match === 'x/y' && rule.deny,
    );
    expect(denying).toEqual([]);
    await ada.start({});
  });

  it('does not come with app-config', () => {
    const config = new ConfigReader({
      agentTasks: {
        policy: JSON.parse(
          '{"repositories": [{"match": "acme/*", "__proto__": {"deny": true, "polluted": 1}}], "__proto__": {"polluted": 1}}',
        ),
      },
    });
    const read = () => {
      try {
        return readPolicy(config).rules;
      } catch (error) {
        // Refused by its key is right as well.
        return String(error);
      }
    };
    expect(JSON.stringify(read())).toMatch(
      /^(?:\[\{"match":"acme\/\*"\}\]|".*agentTasks\.policy.*")$/,
    );
  });
});
