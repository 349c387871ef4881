"""What referees say of candidates: asked by the office, answered by link or telephone, read beside the decision and never beside marks."""
