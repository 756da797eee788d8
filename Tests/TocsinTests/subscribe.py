"""An independent subscriber: prints messages of one topic as JSON Lines and ends when it has seen enough.

usage: subscribe.py BOOTSTRAP TOPIC COUNT SECONDS [distinct]

Ends with 0 after COUNT messages (`distinct`: after COUNT different keys), or with 3 when SECONDS pass without that
many; what came is printed either way.
Values are given as text and, as not every value is text, in hexadecimal.
"""
import json
import sys
import time

from confluent_kafka import Consumer, TopicPartition, OFFSET_BEGINNING


def text(data):
    return None if data is None else data.decode("utf-8", "replace")


def show(message):
    value = message.value()
    print(json.dumps({
        "key": text(message.key()),
        "value": text(value),
        "hex": None if value is None else value.hex(),
        "headers": {name: text(data) for name, data in message.headers() or []},
        "partition": message.partition(),
        "offset": message.offset(),
    }), flush=True)


def main(bootstrap, topic, count, seconds, distinct):
    consumer = Consumer({
        "bootstrap.servers": bootstrap,
        "group.id": "subscriber",
        "enable.auto.commit": False,
        "fetch.wait.max.ms": 10,
        "isolation.level": "read_committed",
    })
    deadline = time.monotonic() + seconds
    partitions = []
    while not partitions and time.monotonic() < deadline:
        partitions = consumer.list_topics(topic, timeout=seconds).topics[topic].partitions
    # Assigned by hand: joining a group would only cost time.
    consumer.assign([TopicPartition(topic, number, OFFSET_BEGINNING) for number in partitions])
    seen, keys = 0, set()
    while seen < count and time.monotonic() < deadline:
        message = consumer.poll(0.1)
        if message is not None and message.error() is None:
            show(message)
            keys.add(message.key())
            seen = len(keys) if distinct else seen + 1
    consumer.close()
    return 0 if seen >= count else 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), "distinct" in sys.argv[5:]))
