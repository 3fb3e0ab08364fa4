//! Agents of others' pages whose conversations are kept: `Store` of `agent.js`.

use e2e::{REDIS_TOKEN, Reply, World, ensure, scenario};
use serde_json::{Value, json};

use crate::embedding::run;

/// A tool that counts how often it was called, in the page's own records, and one that never returns.
const TOOLS: &str = "
    const number = { type: 'object', properties: { sum: { type: 'number' } }, required: ['sum'] };
    let hanging;
    const hangs = new Promise(resolve => hanging = resolve);
    const tools = [
      { name: 'pay', input: number,
        run: () => localStorage.paid = Number(localStorage.paid ?? 0) + 1 },
      { name: 'hang', sideEffects: false, run: () => { hanging(); return new Promise(() => {}); } },
    ];";

#[tokio::test]
async fn an_agent_in_a_store_outlives_its_page_and_is_nowhere_twice() {
    scenario(async |world: &World| {
        world
            .server
            .provider
            .replies(Reply::code("", "kept = 6"))
            .replies(Reply::code("", "paid = pay(sum=5)\nhang()"))
            .replies(Reply::code("", "paid = pay(sum=5)\nfinal_answer(kept + 1)"));
        let begun = run(
            world,
            &format!(
                "{TOOLS}
                 const store = await Store.open('mine');
                 const agent = await store.createAgent('Pay', options);
                 await agent.step(tools);
                 const session = await agent.snapshot();
                 agent.step(tools).catch(() => null);
                 await hangs;
                 await agent.steer('And quickly');
                 const other = await Store.open('mine');
                 const codes = [
                   await other.openAgent(agent.id, options).catch(told),
                   await other.delete(agent.id).catch(told),
                   await other.openAgent('none', options).catch(told),
                   await other.createAgent('x', {{ ...options, session }}).catch(told),
                 ].map(error => error.code);
                 const elsewhere = await Store.open('yours');
                 return {{ id: agent.id, codes, elsewhere: await elsewhere.list() }};"
            ),
        )
        .await?;
        let codes = ["store.in_use", "store.in_use", "options.invalid", "options.invalid"];
        assert_eq!(begun["codes"], json!(codes));
        assert_eq!(begun["elsewhere"], json!([]));
        // The page goes away in the middle of a call; another one takes the work up.
        let resumed = run(
            world,
            &format!(
                "{TOOLS}
                 const store = await Store.open('mine');
                 const [{{ id, title }}] = await store.list();
                 const agent = await store.openAgent(id, options);
                 const end = await agent.run(tools);
                 const steps = agent.getSteps().map(step => [step.state, step.calls.map(call => call.result)]);
                 agent.free();
                 const again = await store.openAgent(id, options);
                 const same = again.getSteps().length;
                 again.free();
                 await store.delete(id);
                 return {{ id, title, end, steps, same, paid: localStorage.paid, left: await store.list() }};"
            ),
        )
        .await?;
        assert_eq!(
            resumed,
            json!({
                "id": begun["id"],
                "title": "Pay",
                "end": {"type": "answered", "answer": {"value": 7, "text": "7"}},
                "steps": [["completed", []], ["abandoned", [1, null]], ["answered", [1]]],
                "same": 3,
                "paid": "1",
                "left": [],
            })
        );
        let last = world.server.provider.requests()[2].to_string();
        ensure(last.contains("And quickly"), "the message that waited is not read")
    })
    .await;
}

#[tokio::test]
async fn stores_of_two_devices_share_conversations_by_redis() {
    scenario(async |world: &World| {
        world
            .server
            .provider
            .replies(Reply::code("", "kept = 5\nfinal_answer(kept)"))
            .replies(Reply::code("", "kept += 1\nfinal_answer(kept)"))
            .replies(Reply::code("", "final_answer(kept + 1)"));
        let url = world.server.services.other_url("redis");
        let shared = json!({"redis": {"url": url, "token": REDIS_TOKEN}});
        let result: Value = run(
            world,
            &format!(
                "const shared = {shared};
                 const [here, there] = [await Store.open('here'), await Store.open('there')];
                 const problems = [];
                 const onStoreProblem = problem => problems.push(problem && problem.code);
                 const agent = await here.createAgent('Six?', {{ ...options, onStoreProblem }});
                 const put = IDBObjectStore.prototype.put;
                 IDBObjectStore.prototype.put = () => {{ throw new DOMException('no room', 'QuotaExceededError'); }};
                 await agent.run();
                 IDBObjectStore.prototype.put = put;
                 await agent.ask('Really?');
                 await agent.run();
                 problems.splice(0, problems.length - 2);
                 const busy = await here.sync(shared);
                 agent.free();
                 const first = await here.sync(shared);
                 const taken = await there.sync(shared);
                 const other = await there.openAgent(agent_id(taken), options);
                 await other.ask('And one more?');
                 const end = await other.run();
                 other.free();
                 await there.sync(shared);
                 const extended = await here.sync(shared);
                 await there.delete(agent_id(taken));
                 await there.sync(shared);
                 const deleted = await here.sync(shared);
                 function agent_id(synced) {{ return synced.changed[0]; }}
                 const wrong = await here.sync({{ redis: {{ ...shared.redis, token: 'other' }} }}).catch(told);
                 const neither = await here.sync({{}}).catch(told);
                 return {{ problems, busy: busy.told, told: first.told, taken: taken.taken, end, extended: extended.extended,
                          deleted: deleted.deleted, left: await here.list(), wrong: wrong.code, neither: neither.code,
                          silent: !JSON.stringify([wrong, neither]).includes(shared.redis.token) }};"
            ),
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "problems": ["store.full", null],
                "busy": 0,
                "told": 1,
                "taken": 1,
                "end": {"type": "answered", "answer": {"value": 7, "text": "7"}},
                "extended": 1,
                "deleted": 1,
                "left": [],
                "wrong": "store.unavailable",
                "neither": "options.invalid",
                "silent": true,
            })
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn stores_of_two_devices_share_conversations_by_a_folder() {
    scenario(async |world: &World| {
        world
            .server
            .provider
            .replies(Reply::code("", "kept = 5\nfinal_answer(kept)"))
            .replies(Reply::code("", "final_answer(kept + 1)"));
        // The browser's own folder is to a page what one on disk is.
        let result: Value = run(
            world,
            "const own = await navigator.storage.getDirectory();
             const folder = await own.getDirectoryHandle('shared', { create: true });
             const [here, there] = [await Store.open('here'), await Store.open('there')];
             const agent = await here.createAgent('Five?', options);
             await agent.run();
             agent.free();
             const first = await here.sync({ folder });
             const taken = await there.sync({ folder });
             const other = await there.openAgent(taken.changed[0], options);
             await other.ask('And one more?');
             const end = await other.run();
             other.free();
             await there.sync({ folder });
             const extended = await here.sync({ folder });
             await own.removeEntry('shared', { recursive: true });
             const gone = await here.sync({ folder }).catch(told);
             const wrong = await here.sync({ folder: 'shared' }).catch(told);
             return { told: first.told, taken: taken.taken, end, extended: extended.extended,
                      left: (await here.list()).length, gone: gone.code, wrong: wrong.code };",
        )
        .await?;
        assert_eq!(
            result,
            json!({
                "told": 1,
                "taken": 1,
                "end": {"type": "answered", "answer": {"value": 6, "text": "6"}},
                "extended": 1,
                "left": 1,
                "gone": "store.unavailable",
                "wrong": "options.invalid",
            })
        );
        Ok(())
    })
    .await;
}
