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

import {
  AGENT_TASKS_ERRORS,
  AgentTasksError,
  type AgentTasksErrorCode,
} from 'backstage-plugin-agent-tasks-common';
import { agentTasksTranslationRef } from '../translation';
import { presentError } from './presentError';

const CODES = Object.keys(AGENT_TASKS_ERRORS) as AgentTasksErrorCode[];

describe('presentError', () => {
  it.each(CODES)('has a title and the sentence of the portal for %s', code => {
    const { title, message } = presentError(new AgentTasksError(code, 'Why.'));
    expect(message).toBe('Why.');
    const messages: Record<string, string> = JSON.parse(
      JSON.stringify(
        (agentTasksTranslationRef as any).getDefaultMessages?.() ?? {},
      ),
    );
    expect(messages[`error.${title}`]).toBeTruthy();
  });

  it('offers one action where there is one', () => {
    const of = (code: AgentTasksErrorCode, url?: string) =>
      presentError(new AgentTasksError(code, 'Why.', { url })).action;
    expect(of('github_sign_in_required')).toBe('sign_in');
    expect(of('sso_required', 'https://github.com/sso')).toBe('authorize_sso');
    // eslint-disable-next-line no-script-url
    expect(of('sso_required', 'javascript:alert(1)')).toBeUndefined();
    expect(of('github_unavailable')).toBe('retry');
    expect(of('repository_not_allowed')).toBeUndefined();
  });

  it('says everything that is wrong with a request', () => {
    const error = new AgentTasksError('validation_failed', 'Check the input.', {
      issues: [
        { path: 'baseRef', message: 'Give a plain branch name.' },
        { path: '', message: 'Check the input.' },
      ],
    });
    expect(presentError(error).message).toBe(
      'Check the input.\nGive a plain branch name.',
    );
  });

  it('tells the portal from GitHub', () => {
    expect(presentError(new TypeError('Failed to fetch'))).toMatchObject({
      title: 'portalDown',
      action: 'retry',
    });
    const session = Object.assign(new Error('Sign in again.'), {
      name: 'AuthenticationError',
    });
    expect(presentError(session)).toMatchObject({ title: 'portalSession' });
    expect(presentError('odd')).toMatchObject({
      title: 'other',
      message: 'odd',
    });
  });
});
