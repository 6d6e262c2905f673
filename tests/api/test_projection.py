"""`include=projection` over the wire."""

from __future__ import annotations

import pytest

from tests.asgi import Client


@pytest.mark.parametrize("cell", ["rnn", "gru", "lstm"])
def test_the_points_are_h_in_the_plane(client: Client, cell: str) -> None:
    run = client.step(sentence="i am a boy", cell=cell, include=["projection"])
    plane = run["projection"]
    assert list(plane) == ["mean", "components", "explained_variance_ratio", "points", "start"]
    states = [[0.0] * run["hidden_size"], *(step["h"] for step in run["steps"])]
    for h, point in zip(states, [plane["start"], *plane["points"]], strict=True):
        seen = [
            sum((v - m) * w for v, m, w in zip(h, plane["mean"], loadings, strict=True))
            for loadings in plane["components"]
        ]
        assert seen == pytest.approx(point, abs=1e-14)
