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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import Box from '@mui/material/Box';
import { NavLink } from 'react-router-dom';
import { agentTasksTranslationRef } from '../../translation';
import { useAdminLinks } from './useAdminLinks';

/** The tabs that the viewer may open; links, so that each has an address. */
export function AdminTabs(props: { mayRead: boolean; mayReadUsage: boolean }) {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const links = useAdminLinks();
  const tabs = [
    props.mayRead && { to: links.rules, label: t('admin.rulesTab') },
    props.mayReadUsage && { to: links.usage, label: t('admin.usageTab') },
    props.mayRead && { to: links.history(), label: t('admin.historyTab') },
  ];
  return (
    <Box
      component="nav"
      aria-label={t('admin.tabs')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 3,
        borderBottom: 1,
        borderColor: 'divider',
        '& a': {
          py: 1,
          mb: '-1px',
          color: 'text.secondary',
          textDecoration: 'none',
          fontSize: '0.875rem',
          fontWeight: 500,
          borderBottom: '3px solid transparent',
        },
        '& a:hover': { color: 'text.primary' },
        '& a[aria-current=page]': {
          color: 'text.primary',
          fontWeight: 700,
          borderColor: 'primary.main',
        },
      }}
    >
      {tabs.map(
        tab =>
          tab && (
            <NavLink key={tab.to} to={tab.to} end>
              {tab.label}
            </NavLink>
          ),
      )}
    </Box>
  );
}
