import time
from ..home import Home
from ..terminal import ENTER, BACKSPACE

def test_a(home: Home) -> None:
    t = home.open()
    t.expect("Indexed 5 articles")
    def show(what):
        e=time.monotonic()+.5
        while time.monotonic()<e: t._read(.1)
        print("=====", what); print(t.text)
    t.send("3"); show("3")
    t.send("2M"); t.expect("Published"); show("M"); t.send("3")
    t.send("?"); show("help")
    t.send("q"); t.expect("Security"); t.send("\x10"); show("palette")
    t.send("compare"); show("palette")
    t.send(ENTER); show("after palette")
    t.resize(59,20); show("59")
    t.resize(39,9); show("39")
    t.resize(120,40); show("120")
    t.send("Q")
    assert t.wait_exit() == 0
