//! Keyness: log-odds ratios of words with an informative Dirichlet prior.
