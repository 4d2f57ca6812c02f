"""What confidence is fitted to and measured on: annotated texts, small logistic models, reliability."""
