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
import Skeleton from '@mui/material/Skeleton';
import { Navigate, Route, Routes } from 'react-router-dom';
import { agentTasksTranslationRef } from '../../translation';
import { UsagePage } from '../usage/UsagePage';
import { AdminDenied } from './AdminDenied';
import { AdminTabs } from './AdminTabs';
import { HistoryPanel } from './history/HistoryPanel';
import { RulesPage } from './rules/RulesPage';
import { useAdminLinks } from './useAdminLinks';
import { useAdminRights } from './useAdminRights';

/**
 * What platform admins see and decide: where the agent may work and for whom,
 * what it has cost, and who changed the rules. Each tab needs a permission of
 * its own; the portal checks the same ones for every answer.
 */
export function AdminPage() {
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const rights = useAdminRights();
  return (
    <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0, typography: 'body2' }}>
      <Box component="header">
        <Box
          // Backstage draws the heading of the first level above it.
          component="h2"
          sx={{
            m: 0,
            fontSize: '1.625rem',
            lineHeight: 1.3,
            fontWeight: 700,
            color: 'text.primary',
          }}
        >
          {t('admin.title')}
        </Box>
        <Box sx={{ color: 'text.secondary', fontSize: '0.9375rem' }}>
          {t('admin.subtitle')}
        </Box>
      </Box>
      {rights.isLoading ? (
        <Box role="status" aria-label={t('admin.loading')}>
          <Skeleton width="40%" height={32} />
          <Skeleton variant="rounded" height={220} sx={{ mt: 2 }} />
        </Box>
      ) : (
        <AdminRoutes {...rights} />
      )}
    </Box>
  );
}

function AdminRoutes(props: {
  mayRead: boolean;
  mayUpdate: boolean;
  mayReadUsage: boolean;
}) {
  const { mayRead, mayUpdate, mayReadUsage } = props;
  const links = useAdminLinks();
  if (!mayRead && !mayReadUsage) return <AdminDenied permission="policy" />;
  return (
    <>
      <AdminTabs mayRead={mayRead} mayReadUsage={mayReadUsage} />
      <Routes>
        <Route
          path="/"
          element={
            mayRead ? (
              <RulesPage mayUpdate={mayUpdate} />
            ) : (
              <Navigate to={links.usage} replace />
            )
          }
        />
        <Route
          path="/history"
          element={
            mayRead ? <HistoryPanel /> : <AdminDenied permission="policy" />
          }
        />
        <Route
          path="/usage"
          element={
            mayReadUsage ? <UsagePage /> : <AdminDenied permission="usage" />
          }
        />
        <Route path="*" element={<Navigate to={links.rules} replace />} />
      </Routes>
    </>
  );
}
