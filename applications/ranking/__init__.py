"""Frozen rankings and the pure arithmetic behind them."""
