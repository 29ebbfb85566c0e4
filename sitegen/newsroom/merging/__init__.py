"""Three-way merge of an article: what was generated then, what stands there now, what is generated today."""
