import contextlib
import itertools
import uuid

import distributed
import pyvips


class Program(distributed.WorkerPlugin):
    """Takes the program to every worker once: along with each picture, it would slow all down."""

    idempotent = True

    def __init__(self, run):
        self.name = f"pipette-{uuid.uuid4()}"
        self.run = run

    def setup(self, worker):
        # A worker does one picture on each of its threads: more of libvips would only wait.
        pyvips.voperation.concurrency_set(1)


def run_there(name, *one):
    """Runs the program that its worker has."""
    return distributed.get_worker().plugins[name].run(*one)


def work_through(client, run, work, retries, ahead):
    """Runs the work with at most `ahead` pictures under way; yields each piece and its answer, or
    what its worker died of."""
    waiting = iter(work)
    program = Program(run)
    client.register_plugin(program)

    def submit(one):
        return client.submit(run_there, program.name, *one, pure=False, retries=retries)

    under_way = {submit(one): one for one in itertools.islice(waiting, ahead)}
    answers = distributed.as_completed(list(under_way))
    try:
        for future in answers:
            one = under_way.pop(future)
            try:
                row = future.result()
            except Exception as error:  # whatever a worker died of is told, and the rest goes on
                row = error
            yield one, row
            future.release()
            for following in itertools.islice(waiting, 1):
                next_future = submit(following)
                under_way[next_future] = following
                answers.add(next_future)
    finally:
        # When the run is stopped, what has not begun is left.
        client.cancel(list(under_way))
        with contextlib.suppress(Exception):
            client.unregister_worker_plugin(program.name)
