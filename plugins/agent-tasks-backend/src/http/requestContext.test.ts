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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Request } from 'express';
import { createRequestContextResolver, requireToken } from './requestContext';

const requestWith = (headers: Record<string, string>) =>
  ({
    headers,
    get: (name: string) => headers[name.toLowerCase()],
  } as unknown as Request);

const authorization = mockCredentials.user.header('user:default/ada');

describe('createRequestContextResolver', () => {
  const userInfo = mockServices.userInfo.mock({
    getUserInfo: async () => ({
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/payments'],
    }),
  });
  const getLeasedToken = jest.fn(
    async (user: string): Promise<string | undefined> =>
      user === 'user:default/ada' ? 'gho_leased' : undefined,
  );
  const resolve = createRequestContextResolver({
    httpAuth: mockServices.httpAuth(),
    userInfo,
    getLeasedToken,
  });

  beforeEach(() => jest.clearAllMocks());

  it('takes the token of the request', async () => {
    const context = await resolve(
      requestWith({ authorization, 'x-github-token': 'gho_sent' }),
    );
    expect(context).toMatchObject({
      userEntityRef: 'user:default/ada',
      gitHubToken: 'gho_sent',
    });
    expect(getLeasedToken).not.toHaveBeenCalled();
  });

  it('falls back to the token kept for this very user', async () => {
    const ada = await resolve(requestWith({ authorization }));
    expect(requireToken(ada)).toBe('gho_leased');
    const ben = await resolve(
      requestWith({
        authorization: mockCredentials.user.header('user:default/ben'),
      }),
    );
    expect(ben).not.toHaveProperty('gitHubToken');
    expect(() => requireToken(ben)).toThrow(
      expect.objectContaining({ code: 'github_sign_in_required' }),
    );
  });

  it('does not fall back where what was sent cannot be used', async () => {
    await expect(
      resolve(requestWith({ authorization, 'x-github-token': 'ghs_x' })),
    ).rejects.toMatchObject({ code: 'github_token_unsupported' });
    expect(getLeasedToken).not.toHaveBeenCalled();
  });

  it('asks for groups once, and only when they matter', async () => {
    const context = await resolve(requestWith({ authorization }));
    expect(userInfo.getUserInfo).not.toHaveBeenCalled();
    await context.getOwnershipEntityRefs();
    expect(await context.getOwnershipEntityRefs()).toEqual([
      'user:default/ada',
      'group:default/payments',
    ]);
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(1);
  });

  it('has the user among them, whom rules name, where the sign-in of a portal leaves that out', async () => {
    userInfo.getUserInfo.mockResolvedValueOnce({
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['group:default/payments'],
    });
    const context = await resolve(requestWith({ authorization }));
    expect(await context.getOwnershipEntityRefs()).toEqual([
      'user:default/ada',
      'group:default/payments',
    ]);
  });

  it.each([
    ['nobody', mockCredentials.none.header(), { name: 'AuthenticationError' }],
    [
      'a service',
      mockCredentials.service.header(),
      { code: 'permission_denied' },
    ],
  ])('turns %s away', async (_name, header, refusal) => {
    await expect(
      resolve(requestWith({ authorization: header })),
    ).rejects.toMatchObject(refusal);
  });
});
