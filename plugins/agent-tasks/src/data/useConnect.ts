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

import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { agentTasksApiRef } from '../api';
import { isWebUrl } from '../presentation/isWebUrl';
import { agentTasksTranslationRef } from '../translation';
import { returnPaths } from './returnPaths';

/**
 * Takes the browser to GitHub's page that asks for consent. GitHub sends it
 * back to `connect` below the page of this plugin, and from there it comes back
 * to where the person is now.
 */
export function useConnect(
  options: {
    /** Keeps the place that was left before, as this one is only on the way. */
    keepReturnPath?: boolean;
  } = {},
): { connect: () => void; isConnecting: boolean; error?: unknown } {
  const api = useApi(agentTasksApiRef);
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { pathname, search, hash } = useLocation();
  // The page stays for a moment while the browser leaves it.
  const [isLeaving, setLeaving] = useState(false);

  useEffect(() => {
    // The browser's *Back* may bring this very page back, as it was left.
    const onShow = () => setLeaving(false);
    window.addEventListener('pageshow', onShow);
    return () => window.removeEventListener('pageshow', onShow);
  }, []);

  const { mutate, isPending, error } = useMutation({
    mutationFn: async () => {
      const { url } = await api.startGrant();
      if (!isWebUrl(url)) throw new Error(t('grant.badAddress'));
      if (!options.keepReturnPath)
        returnPaths.keep(`${pathname}${search}${hash}`);
      setLeaving(true);
      window.location.assign(url);
    },
  });
  return {
    connect: mutate,
    isConnecting: isPending || isLeaving,
    error: error ?? undefined,
  };
}
