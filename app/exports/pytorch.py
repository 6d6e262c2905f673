"""What every script is made of: a network as PyTorch modules, its parameters, and numbers as Python writes them."""

from __future__ import annotations

from ..engine.cells.base import Array
from ..engine.network import Network

WEIGHTS = "weights.safetensors"
INLINE = 4_000
"""The most parameters that the script itself contains."""
MODULES = {"rnn": "RNN", "gru": "GRU", "lstm": "LSTM"}
"""PyTorch's module by cell; other cells have no script."""
NORM = '''def norm(v):
    """Its length, by way of its largest number: squares of very small ones would vanish."""
    largest = 0.0 if v is None else float(v.abs().max())
    return largest * float((v / largest).norm()) if largest else 0.0
'''
"""What every script measures gradients by."""


def modules(net: Network) -> str:
    """The lines of the network's parts, under the names of its state_dict."""
    words = len(net.vocabulary)
    lines = [f"self.rnn = {module(net)}"]
    if len(net.embedding):
        count = "len(VOCABULARY)" if words else len(net.embedding)
        lines.insert(0, f"self.embedding = nn.Embedding({count}, {net.input_size})")
    if rows := len(net.head.bias):
        count = "len(VOCABULARY)" if words == rows else rows
        bias = "" if net.head_bias else ", bias=False"
        lines.append(f"self.linear = nn.Linear({net.output_size}, {count}{bias})")
    return "\n".join(f"        {line}" for line in lines)


def module(net: Network) -> str:
    """The recurrent part."""
    name = "IdentityRNN" if net.cell.nonlinearity == "identity" else f"nn.{MODULES[net.cell.name]}"
    layers = f", num_layers={net.num_layers}" if net.num_layers > 1 else ""
    directions = ", bidirectional=True" if net.bidirectional else ""
    return f"{name}({net.input_size}, {net.hidden_size}{options(net)}{layers}{directions})"


def options(net: Network) -> str:
    """What is not as usual in every layer."""
    name = net.cell.nonlinearity
    nonlinearity = f', nonlinearity="{name}"' if name == "relu" or net.cell.name == "rnn" else ""
    return (nonlinearity if name != "identity" else "") + ("" if net.bias else ", bias=False")


def is_large(net: Network) -> bool:
    """Whether a script reads the parameters from a file."""
    return sum(array.size for array in net.state_dict().values()) > INLINE


def weights(net: Network) -> str:
    """The lines that give WEIGHTS the state_dict."""
    if is_large(net):
        return f'''def load(path):
    """A safetensors file of float64, as safetensors.torch.load_file reads it."""
    data = Path(path).read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    header.pop("__metadata__", None)
    return {{
        name: torch.frombuffer(
            bytearray(data[begin + info["data_offsets"][0] : begin + info["data_offsets"][1]]), dtype=torch.float64
        ).reshape(info["shape"])
        for name, info in header.items()
    }}


WEIGHTS = load(Path(__file__).with_name("{WEIGHTS}"))'''
    entries = "".join(f'    "{name}": torch.tensor({numbers(array)}),\n' for name, array in net.state_dict().items())
    return f"WEIGHTS = {{\n{entries}}}"


def numbers(array: Array) -> str:
    """Exact doubles, a row a line."""
    if array.ndim == 1:
        return repr(array.tolist())
    return "[\n" + "".join(f"        {row!r},\n" for row in array.tolist()) + "    ]"


def listed(texts: tuple[str, ...]) -> str:
    """Texts as a list, ASCII only, whatever they hold."""
    return "[" + ", ".join(ascii(text) for text in texts) + "]"
