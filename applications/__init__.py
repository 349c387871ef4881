"""The hiring process: documents, intake, screening, panels, scoring, ranking, decisions, reports, desk."""
